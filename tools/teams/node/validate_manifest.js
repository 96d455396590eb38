// Reads an app manifest and prints what Microsoft's published schema of its version finds wrong with it.
"use strict";
const fs = require("fs");
const path = require("path");
const modules = process.argv[2];
const need = (name) => require(path.join(modules, name));
const Ajv = need("ajv-draft-04");
const addFormats = need("ajv-formats");

const schemas = path.join(modules, "@microsoft", "app-manifest", "build", "json-schemas", "teams");
if (process.argv[3] === "versions") {
  process.stdout.write(JSON.stringify(fs.readdirSync(schemas)));
} else {
  const manifest = JSON.parse(fs.readFileSync(0, "utf8"));
  const file = path.join(schemas, `v${manifest.manifestVersion}`, "MicrosoftTeams.schema.json");
  const ajv = new Ajv({ allErrors: true, strict: false });
  addFormats(ajv);
  const validate = ajv.compile(JSON.parse(fs.readFileSync(file, "utf8")));
  validate(manifest);
  const problems = (validate.errors || []).map((error) => `${error.instancePath} ${error.message}`);
  process.stdout.write(JSON.stringify(problems));
}
