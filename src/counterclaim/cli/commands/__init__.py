"""One module for each command of ``counterclaim``. Heavy imports wait inside the functions."""
