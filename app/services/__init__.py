"""What people do here, one module for each; they know rows and engines, no request and no template."""
