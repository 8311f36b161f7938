#!/usr/bin/env python3
"""Writes events of scripts/ntuple_samples.py with ROOT itself, in forms that uproot cannot write.

    PYTHONPATH=target/python-root:target/python python3 scripts/ntuple_vectors.py SAMPLES tests/reference

cells_vectors.root: the events of cells_2.root as std::vector branches, which is what the simulation writes.
cells_rntuple.root: the same as an RNTuple of three clusters, with ROOT's own encodings of columns.
cells_imported.root: SAMPLES/cells_nano.root as ROOT's importer makes an RNTuple of it, a collection and fields that
show its members.
wafers_reduced.root: the events of wafers_double.root as an RNTuple, eta quantised to 20 bits, simenergy cut to 20 bits,
layer in half precision, and gen_pt added as a vector in the middle of the second of three clusters.
wafers_late.root: its first six events, with gen_pt added as a number before the fifth.
ROOT 6.40 made them once; they are kept, and the tests do not need ROOT.
"""

import array
import pathlib
import sys

import ROOT

from ntuple_samples import CELL_TYPES, TREE, cell_events, wafer_events

TYPES = {"int32": "int", "int16": "int", "int8": "int", "int64": "int", "uint32": "unsigned int",
         "uint16": "unsigned short", "float32": "float"}


def vectors(path):
    file = ROOT.TFile(str(path), "RECREATE", "", 505)
    file.mkdir("hgcalTriggerNtuplizer").cd()
    tree = ROOT.TTree(TREE, "trigger cells")
    # Several baskets, the last one shorter.
    tree.SetAutoFlush(5)
    branches = {name: ROOT.std.vector[TYPES[kind]]() for name, kind in CELL_TYPES.items()}
    for name, vector in branches.items():
        tree.Branch(f"tc_{name}", vector)
    number = array.array("i", [0])
    tree.Branch("event", number, "event/I")
    for event, columns in enumerate(cell_events(7, 12)):
        number[0] = 1000 + event
        for name, vector in branches.items():
            fill(vector, name, columns[name])
        tree.Fill()
    tree.Write()
    file.Close()


def rntuple(path):
    model = ROOT.RNTupleModel.Create()
    for name, kind in CELL_TYPES.items():
        kind = kind if kind == "float32" else f"std::{kind}_t"
        model.MakeField[f"std::vector<{kind.replace('float32', 'float')}>"](f"tc_{name}")
    model.MakeField["std::int32_t"]("event")
    model.MakeField["std::string"]("note")
    options = ROOT.RNTupleWriteOptions()
    options.SetCompression(505)
    file = ROOT.TFile(str(path), "RECREATE")
    writer = ROOT.RNTupleWriter.Append(model, TREE, file.mkdir("hgcalTriggerNtuplizer"), options)
    entry = writer.CreateEntry()
    for event, columns in enumerate(cell_events(7, 12)):
        for name in CELL_TYPES:
            fill(entry[f"tc_{name}"], name, columns[name])
        entry["event"], entry["note"] = 1000 + event, "x" * event
        writer.Fill(entry)
        if event % 5 == 4:
            writer.CommitCluster()
    del writer
    file.Close()


# Python cannot hand over a field, nor use the entry to which fields are added.
WAFERS = """
struct Wafers {
  using Column = std::vector<float>;
  Wafers() {}
  std::unique_ptr<ROOT::RNTupleModel> model = ROOT::RNTupleModel::Create();
  std::map<std::string, std::shared_ptr<Column>> columns;
  std::shared_ptr<float> number;
  std::unique_ptr<ROOT::RNTupleWriter> writer;

  void column(const std::string &name) {
    auto field = std::make_unique<ROOT::RField<Column>>(name);
    auto values = dynamic_cast<ROOT::RField<float> *>(field->GetMutableSubfields()[0]);
    if (name == "wafer_eta") values->SetQuantized(20, {-4, 4});
    if (name == "wafer_simenergy") values->SetTruncated(20);
    if (name == "wafer_layer") values->SetHalfPrecision();
    model->AddField(std::move(field));
    columns[name] = model->GetDefaultEntry().GetPtr<Column>(name);
  }
  void open(const std::string &tree, const std::string &path) {
    ROOT::RNTupleWriteOptions options;
    options.SetCompression(505);
    writer = ROOT::RNTupleWriter::Recreate(std::move(model), tree, path, options);
  }
  void add(bool vector) {
    auto updater = writer->CreateModelUpdater();
    updater->BeginUpdate();
    if (vector) columns["gen_pt"] = updater->MakeField<Column>("gen_pt");
    else number = updater->MakeField<float>("gen_pt");
    updater->CommitUpdate();
  }
  void clear() { for (auto &column : columns) column.second->clear(); }
  void put(const std::string &name, float value) { columns.at(name)->push_back(value); }
  void set(float value) { *number = value; }
  void fill(bool last) { writer->Fill(); if (last) writer->CommitCluster(); }
  void close() { writer.reset(); }
};
"""


def reduced(path, events, added, vector, ends):
    """Wafers whose gen_pt is added before an event; clusters end behind some events."""
    wafers = ROOT.Wafers()
    columns = wafer_events(3, 10, ae_in=False)[:events]
    for name in columns[0]:
        wafers.column(f"wafer_{name}")
    wafers.open(TREE, str(path))
    for event, values in enumerate(columns):
        if event == added:
            wafers.add(vector)
        wafers.clear()
        for name, column in values.items():
            for value in column:
                wafers.put(f"wafer_{name}", value)
        gen = [10.0 * event + 1.0] * (1 + event % 3)
        if event >= added and vector:
            for value in gen:
                wafers.put("gen_pt", value)
        elif event >= added:
            wafers.set(gen[0])
        wafers.fill(event in ends)
    wafers.close()


def fill(vector, name, values):
    vector.clear()
    for value in values:
        vector.push_back(value % 65536 if CELL_TYPES[name] == "uint16" else value)


def main():
    samples, out = map(pathlib.Path, sys.argv[1:])
    vectors(out / "cells_vectors.root")
    rntuple(out / "cells_rntuple.root")
    imported = out / "cells_imported.root"
    imported.unlink(missing_ok=True)
    ROOT.Experimental.RNTupleImporter.Create(str(samples / "cells_nano.root"), "Events", str(imported)).Import()
    ROOT.gInterpreter.Declare(WAFERS)
    reduced(out / "wafers_reduced.root", 10, 5, True, [2, 7])
    reduced(out / "wafers_late.root", 6, 4, False, [])


if __name__ == "__main__":
    main()
