"""Writes a language model of random weights, in the format of llama.cpp.

It says words in no order, and ends by itself after some thirty of them: a real server then has something real to do, and two
cores read a prompt of 20,000 tokens with it in seconds. Its vocabulary is that of Python's own documentation, so
English has about a token for a word. The same arguments give the same file.
"""

import collections
import re
import sys

import numpy
import pydoc_data.topics
from gguf import GGUFWriter, TokenType

WIDTH = 32
FEED_FORWARD = 64
WORDS = 6000
UNKNOWN, BEGIN, END = range(3)
# Found by trying: answers of 2 to 150 tokens.
END_WEIGHT = 0.6
# Without a branch for tools: a template is where a server learns whether a model can call them.
TEMPLATE = "{% for message in messages %}{{ message.role }}: {{ message.content }}\n{% endfor %}assistant:"


def pieces():
    """Words and all their beginnings: the server joins letters from the left, and each step has to be a token."""
    text = "\n".join(pydoc_data.topics.topics.values()).replace(" ", "▁")
    words = collections.Counter(re.findall(r"▁?[A-Za-z]+|▁?[0-9]{1,3}", text))
    wanted = [word for word, _ in words.most_common(WORDS)]
    wanted += ["▁" * 32, "\n\n"] + [chr(code) for code in range(33, 127)]
    return list(dict.fromkeys(word[:length] for word in wanted for length in range(1, len(word) + 1)))


def write(path, context):
    special = ["<unk>", "<s>", "</s>"]
    fallbacks = [f"<0x{byte:02X}>" for byte in range(256)]
    words = pieces()
    tokens = special + fallbacks + words
    types = [TokenType.UNKNOWN, TokenType.CONTROL, TokenType.CONTROL]
    types += [TokenType.BYTE] * len(fallbacks) + [TokenType.NORMAL] * len(words)

    model = GGUFWriter(path, "llama")
    model.add_name("random")
    model.add_context_length(context)
    model.add_embedding_length(WIDTH)
    model.add_block_count(1)
    model.add_feed_forward_length(FEED_FORWARD)
    model.add_head_count(1)
    model.add_head_count_kv(1)
    model.add_layer_norm_rms_eps(1e-5)
    model.add_rope_dimension_count(WIDTH)
    model.add_vocab_size(len(tokens))
    model.add_tokenizer_model("llama")
    model.add_token_list([token.encode() for token in tokens])
    model.add_token_scores([0.0] * len(tokens))
    model.add_token_types(types)
    model.add_bos_token_id(BEGIN)
    model.add_eos_token_id(END)
    model.add_unk_token_id(UNKNOWN)
    model.add_chat_template(TEMPLATE)

    random = numpy.random.default_rng(1)

    def weights(*shape, scale=0.05):
        return (random.standard_normal(shape) * scale).astype(numpy.float32)

    # The first number is the same for every token and survives all layers, so that it can say how likely the end is.
    embedding = weights(len(tokens), WIDTH, scale=1.0)
    embedding[:, 0] = 8
    output = weights(len(tokens), WIDTH, scale=0.3)
    output[:, 0] = 0
    output[: len(special) + len(fallbacks), 0] = -3
    output[END, 0] = END_WEIGHT
    # The second is that of the colon alone, with which every prompt ends: no answer is empty.
    embedding[:, 1] = 0
    embedding[tokens.index(":"), 1] = 8
    output[:, 1] = 0
    output[END, 1] = -8
    model.add_tensor("token_embd.weight", embedding)
    model.add_tensor("output_norm.weight", numpy.ones(WIDTH, numpy.float32))
    model.add_tensor("output.weight", output)
    for name in ("attn_norm", "ffn_norm"):
        model.add_tensor(f"blk.0.{name}.weight", numpy.ones(WIDTH, numpy.float32))
    for name in ("attn_q", "attn_k", "attn_v", "attn_output"):
        model.add_tensor(f"blk.0.{name}.weight", weights(WIDTH, WIDTH))
    model.add_tensor("blk.0.ffn_gate.weight", weights(FEED_FORWARD, WIDTH))
    model.add_tensor("blk.0.ffn_up.weight", weights(FEED_FORWARD, WIDTH))
    model.add_tensor("blk.0.ffn_down.weight", weights(WIDTH, FEED_FORWARD))
    model.write_header_to_file()
    model.write_kv_data_to_file()
    model.write_tensors_to_file()
    model.close()


if __name__ == "__main__":
    write(sys.argv[1], int(sys.argv[2]))
