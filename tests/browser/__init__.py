"""The pages in a real browser: every page, the journeys, and the pictures for the README."""
