"""Training of Deskhand's action adapter: a small LoRA that names the next step on a screen.

The package makes its own data (`generator`), trains (`train`), exports (`export`) and
measures (`evaluate`). It is a development tool: the application never imports it.
"""
