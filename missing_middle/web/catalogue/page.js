// What any page says.

export const pageWords = {
  ofAll: (done, all) => `${done} of ${all}`,
  inNotebook: "all, in the notebook",
  // The page itself
  notLoaded: (name) => `The page could not load ${name}.`,
  formula: "Formula",
  stopped: (message) => `This explorable has stopped: ${message}`,
  read: "(read)",
};
