/** A country's name by its ISO 3166-1 alpha-3 code, from the browser's own tables; the code where they have none. */
const NAMES = new Intl.DisplayNames(["en"], { type: "region" });

// Intl knows alpha-2; these are the codes that news of conflict uses, alpha-3 to alpha-2.
const TWO: Record<string, string> = Object.fromEntries(
  (
    "AFG:AF ALB:AL DZA:DZ AGO:AO ARG:AR ARM:AM AUS:AU AUT:AT AZE:AZ BHR:BH BGD:BD BLR:BY BEL:BE BEN:BJ BOL:BO BIH:BA BRA:BR BGR:BG " +
    "BFA:BF BDI:BI KHM:KH CMR:CM CAN:CA CAF:CF TCD:TD CHL:CL CHN:CN COL:CO COD:CD COG:CG CRI:CR CIV:CI HRV:HR CUB:CU CYP:CY CZE:CZ DNK:DK " +
    "DJI:DJ DOM:DO ECU:EC EGY:EG SLV:SV GNQ:GQ ERI:ER EST:EE ETH:ET FIN:FI FRA:FR GAB:GA GMB:GM GEO:GE DEU:DE GHA:GH GRC:GR GTM:GT GIN:GN " +
    "GNB:GW HTI:HT HND:HN HUN:HU ISL:IS IND:IN IDN:ID IRN:IR IRQ:IQ IRL:IE ISR:IL ITA:IT JAM:JM JPN:JP JOR:JO KAZ:KZ KEN:KE PRK:KP KOR:KR " +
    "KWT:KW KGZ:KG LAO:LA LVA:LV LBN:LB LSO:LS LBR:LR LBY:LY LTU:LT LUX:LU MKD:MK MDG:MG MWI:MW MYS:MY MLI:ML MLT:MT MRT:MR MEX:MX MDA:MD " +
    "MNG:MN MNE:ME MAR:MA MOZ:MZ MMR:MM NAM:NA NPL:NP NLD:NL NZL:NZ NIC:NI NER:NE NGA:NG NOR:NO OMN:OM PAK:PK PSE:PS PAN:PA PNG:PG PRY:PY " +
    "PER:PE PHL:PH POL:PL PRT:PT PRI:PR QAT:QA ROU:RO RUS:RU RWA:RW SAU:SA SEN:SN SRB:RS SLE:SL SGP:SG SVK:SK SVN:SI SOM:SO ZAF:ZA SSD:SS " +
    "ESP:ES LKA:LK SDN:SD SUR:SR SWZ:SZ SWE:SE CHE:CH SYR:SY TWN:TW TJK:TJ TZA:TZ THA:TH TLS:TL TGO:TG TUN:TN TUR:TR TKM:TM UGA:UG UKR:UA " +
    "ARE:AE GBR:GB USA:US URY:UY UZB:UZ VEN:VE VNM:VN ESH:EH YEM:YE ZMB:ZM ZWE:ZW HKG:HK VAT:VA XKX:XK GUY:GY BTN:BT MDV:MV FJI:FJ SLB:SB"
  )
    .split(" ")
    .map((pair) => pair.split(":") as [string, string]),
);

export function countryName(code: string | null | undefined): string {
  if (!code) return "";
  const two = TWO[code];
  return (two === undefined ? undefined : NAMES.of(two)) ?? code;
}
