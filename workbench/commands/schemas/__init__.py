"""What `workbench schema` does, one module each."""
