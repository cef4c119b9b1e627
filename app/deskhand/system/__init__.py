"""What Deskhand needs of the operating system: paths, the running-instance record, a private desktop."""
