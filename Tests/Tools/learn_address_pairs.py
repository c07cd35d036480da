#!/usr/bin/env python3
"""Learns the numbers by which two addresses are compared, and writes AddressComparisonWeights.swift.

  GUIJI_MEASURE=1 swift run -c release guiji-measure addresses-pairs --features=FILE
  python3 Tests/Tools/learn_address_pairs.py FILE

Needs numpy and scipy. The pairs are those to learn from and those to look at; the score is of the latter, and
`guiji-measure addresses-pairs` gives the one of pairs that nobody looked at.
"""
import pathlib
import sys

import numpy
from scipy.optimize import minimize

TARGET = (pathlib.Path(__file__).resolve().parents[2]
          / "Sources/GuijiShaping/Normalization/Address/AddressComparisonWeights.swift")
PARTS = ("province city county street community road doorNo subNo villageGroup estate building unit floor room "
         "poi").split()
WHOLE = ("dice dice2 covered covered2 runShorter runLonger run tail head poi numbers noNumbers sharedNumber lengths "
         "shorter longer coveredTail diceNumbers one").split()
# Few pairs are the same place: they count more, so that each class is found about as well as it can be.
CLASS_WEIGHTS = numpy.array([1, 1.15, 1.7])
PENALTY = 1.0


def learn(features, labels):
    rows, columns = features.shape
    wanted = numpy.eye(3)[labels]
    weight = CLASS_WEIGHTS[labels]

    def loss(vector):
        table = numpy.vstack([numpy.zeros(columns), vector.reshape(2, columns)])
        scores = features @ table.T
        scores -= scores.max(1, keepdims=True)
        shares = numpy.exp(scores)
        shares /= shares.sum(1, keepdims=True)
        value = -(weight * numpy.log(shares[numpy.arange(rows), labels] + 1e-12)).sum()
        slope = ((shares - wanted) * weight[:, None]).T @ features
        return (value + PENALTY * (vector ** 2).sum(),
                (slope[1:] + 2 * PENALTY * vector.reshape(2, columns)).ravel())

    start = numpy.zeros(2 * columns)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 500})
    return found.x.reshape(2, columns).round(2)


def f1(labels, found, kind):
    right = ((labels == kind) & (found == kind)).sum()
    return 2 * right / max(1, (labels == kind).sum() + (found == kind).sum())


def swift(weights):
    lines = [f"        {', '.join(f'{v:g}' for v in weights[4 * i:4 * i + 4])},  // {part}"
             for i, part in enumerate(PARTS)]
    rest = weights[4 * len(PARTS):]
    for start, end in ((0, 10), (10, len(WHOLE))):
        lines.append(f"        // {', '.join(WHOLE[start:end])}")
        lines.append(f"        {', '.join(f'{v:g}' for v in rest[start:end])},")
    return "\n".join(lines)


def main():
    rows = [line.rstrip("\n").split("\t") for line in open(sys.argv[1], encoding="utf-8")]
    part = numpy.array([row[0] for row in rows])
    labels = numpy.array([int(row[1]) for row in rows])
    features = numpy.array([[float(cell) for cell in row[2:]] for row in rows])
    weights = learn(features[part == "learning"], labels[part == "learning"])
    seen = part == "seen"
    scores = numpy.hstack([numpy.zeros((seen.sum(), 1)), features[seen] @ weights.T])
    found = scores.argmax(1)
    each = [f1(labels[seen], found, kind) for kind in range(3)]
    print("F1 different, partly, same:", *(f"{value:.3f}" for value in each), f"macro {sum(each) / 3:.3f}")
    text = TARGET.read_text(encoding="utf-8")
    head = text[:text.index("enum AddressComparisonWeights")]
    TARGET.write_text(
        f"{head}enum AddressComparisonWeights {{\n    static let partly: [Double] = [\n{swift(weights[0])}\n    ]\n\n"
        f"    static let same: [Double] = [\n{swift(weights[1])}\n    ]\n}}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
