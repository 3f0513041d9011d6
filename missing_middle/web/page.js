// What every page of the site runs.
import "./overflow.js";
import "./sections.js";
import "./terms.js";
import "./ticks.js";
