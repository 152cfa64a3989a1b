"""What does a table look like?  Tables in, SVG text out; nothing else happens in this room."""
