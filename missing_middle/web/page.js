// What every page of the site runs.
import "./here.js";
import "./overflow.js";
import "./sections.js";
import "./ticks.js";
