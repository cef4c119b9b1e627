"""Pure data and rules of the domain; imports nothing of Deskhand outside itself."""
