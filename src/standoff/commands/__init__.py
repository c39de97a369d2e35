"""The commands of the command line, a file each; loaded when they are called."""
