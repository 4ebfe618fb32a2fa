const OUTLINE = {
    asksFor: /outline/i,
    subject: 'Blog post',
    maxTokens: 380,
    opening: (prompt) => `# ${prompt}\n\nIntroduction:`,
    examples: `### Blog post: How to sleep better
# How to sleep better

Introduction: Good sleep is not luck. A few habits in the evening and a quiet room make most of the difference.

1. Keep the same hours
- Go to bed and get up at the same time, at weekends too.
- Give a new rhythm two weeks before you judge it.

2. Make the bedroom dark and cool
- Close the curtains and leave the window open.
- Keep the phone in another room.

3. Watch what you drink
- No coffee after lunch.
- Alcohol makes you tired, but the sleep is shallow.

4. Wind down
- Read a book on paper.
- Take a warm bath an hour before bed.

5. What to do at three in the morning
- Get up, sit in a quiet chair and come back when you are tired.
- Write down what keeps you awake.

Conclusion: Begin with one of these habits tonight, and add the next one when it has become easy.

`,
};
const DESCRIPTION = {
    asksFor: /description|product/i,
    subject: 'Product',
    maxTokens: 200,
    opening: () => 'Meet the',
    examples: `### Product: A lamp for the desk
Meet the lamp that knows what your eyes need. Its light follows the day, from a bright white in the morning to a warm glow at night, and its arm stays wherever you put it. You read longer, work with less strain and sleep better afterwards. It uses less power than a phone charger and will last for twenty years. Order yours today and see your desk in a new light.

### Product: Hiking boots made of cork
Meet the boots that let you forget your feet. A sole of natural cork takes the shape of your foot on the first walk, and the waxed upper keeps the rain outside. You come home from a long day without a blister, and with dry socks. They weigh half of what leather boots do. Try them for a hundred days: if they don't fit, send them back.

`,
};
const CAPTION = {
    asksFor: /caption|social/i,
    subject: 'Post',
    maxTokens: 70,
    opening: () => '',
    examples: `### Post: Our bakery opens on Sunday
Sunday just got sweeter! 🥐☕ Our doors open at eight, and the first croissants are on us. Who is coming? #bakery #sundaymorning #freshbread

### Post: A day at the lake with the dog
Best day, best dog, best lake! 🐶💦 Somebody did not want to leave the water. Where does your dog love to swim? #doglife #lakeday #summer

### Post: The new album is out
It's finally here! 🎶🔥 Twelve songs, two years and a lot of coffee. Turn it up and tell us which one is yours. #newmusic #album #outnow

`,
};
const TEMPLATES = [OUTLINE, CAPTION, DESCRIPTION];
/** The examples for what a system prompt asks for, and the person's prompt after them. */
export function fewShot(system, prompt) {
    const template = TEMPLATES.find(({ asksFor }) => asksFor.test(system)) ?? DESCRIPTION;
    const subject = subjectOf(prompt);
    const opening = template.opening(subject);
    return {
        text: `${template.examples}### ${template.subject}: ${subject}\n${opening}`,
        opening,
        stops: ['\n###', '###', '\n\n\n'],
        maxTokens: template.maxTokens,
    };
}
/** What the text is about: a base model would take "write an outline about" for a part of the title. */
function subjectOf(prompt) {
    const line = prompt.replace(/\s+/g, ' ').trim();
    const subject = line.replace(/^(?:please )?(?:write|create|make|give|generate)\b.{0,40}?\b(?:outline|post|description|caption|copy)\b[^a-z]*(?:about|on|for|of)\s+/i, '');
    return subject ? subject.charAt(0).toUpperCase() + subject.slice(1) : line;
}
//# sourceMappingURL=few-shot.js.map