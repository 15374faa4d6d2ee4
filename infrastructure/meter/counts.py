"""Prints the token counts of the JSON strings on standard input, one a line, as OpenAI's tiktoken counts them."""
import json
import sys

import tiktoken

encoding = tiktoken.get_encoding("o200k_base")
for line in sys.stdin:
    print(len(encoding.encode_ordinary(json.loads(line))))
