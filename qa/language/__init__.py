"""What the words of a passage are: tokens, their language, their forms, how well they fit."""
