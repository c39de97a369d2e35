"""terms: the words of the field as versioned data, and their loaders; `standoff.terms.vocabulary` holds them all."""
