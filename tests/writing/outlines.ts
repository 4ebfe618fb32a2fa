/** Outlines in the layouts of real models. Each is the same outline to its reader. */
const SECTIONS = ['Flour', 'Water', 'Salt', 'Time', 'Heat'];
const points = (name: string) => [`${name} in short`, `${name} at length`];
const bullets = (name: string, indent = '') =>
  points(name)
    .map((point) => `${indent}- ${point}`)
    .join('\n');

export const OUTLINE = {
  title: 'Bread at Home',
  introduction: 'Bread takes a day and little work.',
  sections: SECTIONS.map((heading) => ({ heading, points: points(heading) })),
  conclusion: 'Begin with one loaf.',
};

const { title, introduction, conclusion } = OUTLINE;

export const LAYOUTS: Record<string, string> = {
  'the requested layout': [
    `# ${title}`,
    introduction,
    ...SECTIONS.map((name, index) => `## ${index + 1}. ${name}\n${bullets(name)}`),
    `## Conclusion\n\n${conclusion}`,
  ].join('\n\n'),

  'headings for every part': [
    `# Title: ${title}`,
    `## Introduction\n${introduction}`,
    ...SECTIONS.map((name, index) => `### Section ${index + 1}: ${name}\n${bullets(name)}`),
    `## Conclusion\n${conclusion}`,
  ].join('\n\n'),

  'bold lines and labels': [
    `**Title: ${title}**`,
    `**Introduction:** ${introduction}`,
    ...SECTIONS.map((name, index) => `**${index + 1}. ${name}**\n${bullets(name)}`),
    `**Conclusion:** ${conclusion}`,
  ].join('\n\n'),

  'a numbered list with nested points': [
    `## ${title}`,
    introduction,
    ...SECTIONS.map((name, index) => `${index + 1}. **${name}**\n${bullets(name, '   ')}`),
    `**Conclusion**\n${conclusion}`,
  ].join('\n\n'),

  'a numbered list whose points are not indented': [
    `# ${title}`,
    `Introduction: ${introduction}`,
    ...SECTIONS.map((name, index) => `${index + 1}. ${name}\n${bullets(name)}`),
    `Conclusion: ${conclusion}`,
  ].join('\n\n'),

  'a heading over all sections': [
    `# ${title}`,
    `## Introduction\n\n${introduction}`,
    '## Sections',
    ...SECTIONS.map((name) => `### ${name}\n${bullets(name)}`),
    `## Conclusion\n\n${conclusion}`,
  ].join('\n\n'),

  'plain labels in French': [
    `# ${title}`,
    `## Introduction\n\n${introduction}`,
    ...SECTIONS.map((name, index) => `## ${index + 1}. ${name}\n${bullets(name)}`),
    `## Conclusion : en bref\n\n${conclusion}`,
  ].join('\n\n'),

  'a German conclusion': [
    `# ${title}`,
    `## Einleitung\n\n${introduction}`,
    ...SECTIONS.map((name, index) => `## ${index + 1}. ${name}\n${bullets(name)}`),
    `## Fazit\n\n${conclusion}`,
  ].join('\n\n'),
};
