"""A text beside the English that it translates: which stretch of the one renders which of the other."""
