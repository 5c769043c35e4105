"""One task of the user a module: values in, values out; prints nothing."""
