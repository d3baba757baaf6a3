// Makes resources/offices/shandong.json from the administrative divisions of the province, a tree of
// {"code", "name", "level": "province" | "city" | "county" | "stat_zone", "children"}. See docs/sources.md S13 and S31.
import { Type, type Static } from "typebox";
import { Parse } from "typebox/value";
import { officeId } from "../../src-shared/kernel/ids.ts";
import type { Office, OfficeKind } from "../../src-shared/domain/reference/office.ts";
import { bodiesOf, zoneShortNames } from "./shandong-bodies.ts";
import { inputFile, jsonLines, readJson, writeResource } from "./resource-file.ts";

const division = { code: Type.String({ pattern: "^[0-9]{6}$" }), name: Type.String(), level: Type.String() };
const county = Type.Object(division);
const city = Type.Object({ ...division, children: Type.Array(county) });
const province = Parse(Type.Object({ ...division, children: Type.Array(city) }), readJson(inputFile()));

type Division = Static<typeof county>;

function officeOf(place: Division, kind: OfficeKind, parent: Office): Office {
  const id = officeId(kind === "city" ? `c${place.code.slice(0, 4)}` : `x${place.code}`);
  return {
    id,
    code: place.code,
    name: `${place.name}总工会`,
    shortName: `${zoneShortNames.get(place.code) ?? place.name}总`,
    kind,
    parentId: parent.id,
    path: `${parent.path}.${id}`,
    regionCode: place.code,
  };
}

const hub: Office = {
  id: officeId("p37"),
  code: province.code,
  name: `${province.name}总工会`,
  shortName: "省总",
  kind: "province",
  parentId: null,
  path: "p37",
  regionCode: province.code,
};
const cities = province.children.map((place) => ({ place, office: officeOf(place, "city", hub) }));
const counties = cities.flatMap(({ place, office }) => place.children.map((below) => countyOf(below, place, office)));

// 市中区 is the name of a district in Jinan and of one in Zaozhuang: a name used twice carries its city's.
function countyOf(place: Division, above: Division, parent: Office): Office {
  const office = officeOf(place, "county", parent);
  const isNamedTwice = province.children.flatMap((each) => each.children).filter(({ name }) => name === place.name).length > 1;
  if (!isNamedTwice) return office;
  return { ...office, name: `${above.name}${office.name}`, shortName: `${above.name.replace("市", "")}${office.shortName}` };
}

const offices = [hub, ...bodiesOf(hub), ...cities.map(({ office }) => office), ...counties];
writeResource("offices/shandong.json", `{\n  "version": "SD-2026.1",\n  "offices": ${jsonLines(offices, "  ")}\n}\n`);
