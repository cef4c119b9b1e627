"""How the network that names icons was trained; the application does not need this."""
