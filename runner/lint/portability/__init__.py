"""Rules about what runs here while Xano's validator refuses it, or Xano does something else."""
