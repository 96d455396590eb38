// Reads a JSON list of Adaptive Cards and prints, for each, what Microsoft's own library finds wrong with it.
"use strict";
const path = require("path");
const library = require(path.join(process.argv[2], "adaptivecards", "dist", "adaptivecards.js"));

function problemsOf(definition) {
  const card = new library.AdaptiveCard();
  const context = new library.SerializationContext();
  card.parse(definition, context);
  const problems = [];
  for (let number = 0; number < context.eventCount; number++) {
    problems.push(context.getEventAt(number).message);
  }
  for (const failure of card.validateProperties().validationEvents) {
    problems.push(failure.message);
  }
  return problems;
}

let text = "";
process.stdin.on("data", (part) => (text += part));
process.stdin.on("end", () => process.stdout.write(JSON.stringify(JSON.parse(text).map(problemsOf))));
