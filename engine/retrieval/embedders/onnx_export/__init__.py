"""Write a BERT encoder as an ONNX file, from weights in safetensors; without onnx or torch."""
