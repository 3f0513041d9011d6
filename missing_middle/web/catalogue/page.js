// What any page says.

export const say = {
  // The page itself
  notLoaded: (name) => `The page could not load ${name}.`,
  formula: "Formula",
  stopped: (message) => `This explorable has stopped: ${message}`,
  read: "(read)",
};
