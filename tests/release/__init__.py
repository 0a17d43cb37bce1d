"""What is published, built and tried as whoever installs it will have it: `python -m tests.release`."""
