// What any page says.

export const pageWords = {
  // The page itself
  notLoaded: (name) => `The page could not load ${name}.`,
  formula: "Formula",
  stopped: (message) => `This explorable has stopped: ${message}`,
  read: "(read)",
};
