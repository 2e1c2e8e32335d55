"""FILES -> PROBLEMS: what `xsrun check` finds, in single files and across those of a job."""
