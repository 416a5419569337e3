"""What the platform starts with: the plan's facts, the vocabulary, and a sample city to try it on."""
