"""Cross-encoders small enough to be made in a test. Nothing is downloaded, and nothing in them is left to chance."""

from __future__ import annotations

from pathlib import Path

import torch
from transformers import BertConfig, BertForSequenceClassification, BertModel, BertTokenizerFast

SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")


def favouring(folder: Path, *words: str, outputs: int = 1, tokens: int = 128) -> Path:
    """A model whose score rises with the share of `words` in question and text together, and that knows no others.

    One layer of BERT: each of the words is the same vector and every other token is nothing; attention is even and the
    rest of the layer hands on what it is given, so the first token ends as the mean of all.

    Args:
        outputs: numbers for a pair; a re-ranker has one.
        tokens: the longest pair.
    """
    known = (*SPECIAL, *words)
    vocabulary = folder.with_suffix(".vocabulary")
    vocabulary.write_text("\n".join(known), encoding="utf-8")
    BertTokenizerFast(str(vocabulary)).save_pretrained(folder)
    model = BertForSequenceClassification(_config(len(known), tokens, outputs))
    _set_by_hand(model)
    model.save_pretrained(folder)
    return folder


def an_encoder(folder: Path) -> Path:
    """A model that was not made for pairs: it has no last layer to score with."""
    BertModel(_config(len(SPECIAL), 128, 1)).save_pretrained(folder)
    return folder


def _config(words: int, tokens: int, outputs: int) -> BertConfig:
    return BertConfig(
        vocab_size=words,
        hidden_size=4,
        num_hidden_layers=1,
        num_attention_heads=1,
        intermediate_size=4,
        max_position_embeddings=tokens,
        num_labels=outputs,
        layer_norm_eps=1.0,  # a larger share stays a larger number
    )


def _set_by_hand(model: BertForSequenceClassification) -> None:
    favoured, same = torch.tensor([1.0, -1.0, 1.0, -1.0]), torch.eye(4)
    with torch.no_grad():
        for name, weights in model.named_parameters():
            weights.fill_(1.0 if "LayerNorm.weight" in name else 0.0)
        model.bert.embeddings.word_embeddings.weight[len(SPECIAL) :] = favoured
        layer = model.bert.encoder.layer[0]
        for passed_on in (layer.attention.self.value, layer.attention.output.dense, model.bert.pooler.dense):
            passed_on.weight.copy_(same)
        model.classifier.weight[:] = favoured
