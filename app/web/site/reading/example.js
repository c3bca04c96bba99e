/** A text to try the reader on; all of it is made up. */

export const EXAMPLE = Object.freeze({
  text: `Copenhagen steps up deliveries as Tehran rejects missile report

Denmark will send Ukraine 19 more howitzers and 50,000 artillery shells by the end of March, the defence ministry said on Tuesday. It handed over the first eight guns in January. Norway has already delivered two air defence systems to Kyiv.

Iran shipped around 200 short-range ballistic missiles to Russia across the Caspian Sea in August, according to a Western intelligence official who asked not to be named. Tehran denied that it had supplied missiles to Moscow.

Separately, Poland signed a contract worth $1.3 billion with South Korea for 96 attack helicopters. Seoul may also sell rocket launchers to Romania, its defence minister said.

Germany has suspended exports of tank engines to Turkey. Ankara has not commented. “We did not give drones to anyone in this war,” a Turkish official said.
`,
  title: "",
  published: "2025-02-11",
  publisher: "A made-up example",
  url: "",
});
