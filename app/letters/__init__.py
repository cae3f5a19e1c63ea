"""What goes out: letters drafted from templates of `letter_templates`, as PDF, plain text, e-mail and HTML."""
