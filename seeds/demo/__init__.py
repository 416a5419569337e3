"""The sample city: everything invented so that the platform can be tried, generated and never stored."""
