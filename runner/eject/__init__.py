"""A function of a job -> the same function in readable Python."""
