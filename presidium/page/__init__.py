"""What does a reader get to see?  One self-contained page, made from the document and nothing else."""
