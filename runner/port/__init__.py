"""What of a job runs here as it does in Xano, and what does not."""
