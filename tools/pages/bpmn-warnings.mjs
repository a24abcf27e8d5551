// Reads BPMN files named on the command line; prints, for each, what bpmn.io's reader complains of and what it found.
import { readFile } from "node:fs/promises";
import { BpmnModdle } from "bpmn-moddle";

const found = {};
for (const file of process.argv.slice(2)) {
  const { rootElement, warnings } = await new BpmnModdle().fromXML(await readFile(file, "utf8"));
  const [collaboration, process_] = rootElement.rootElements;
  const drawn = rootElement.diagrams[0].plane.planeElement;
  found[file] = {
    warnings: warnings.map((each) => each.message),
    participants: collaboration.participants.map((each) => each.name),
    lanes: process_.laneSets[0].lanes.map((each) => each.name),
    flows: process_.flowElements.filter((each) => each.$type === "bpmn:SequenceFlow").length,
    nodes: process_.flowElements.filter((each) => each.$type !== "bpmn:SequenceFlow").length,
    drawn: drawn.map((each) => each.bpmnElement.id),
  };
}
console.log(JSON.stringify(found));
