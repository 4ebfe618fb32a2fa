/** The texts of the simulated model in the browser tests, with realistic lengths. */
export const OUTLINE = `# A garden on a balcony

**Introduction:** why it is worth it, and what one needs to begin.

## 1. Light and wind

- See where the sun stands at noon
- Shelter for tall plants

## 2. Pots and soil

- Deep pots for tomatoes
- Soil without peat, and a little compost

## 3. What to sow first

- Radishes, which are ready in four weeks
- Lettuce, leaf by leaf

## Conclusion

Begin small, with what you like to eat.`;

export const CAPTION =
  'Snow outside, cocoa inside. Come in and stay a while! ☕ #firstsnow #coffeeshop #winter';

export const DESCRIPTION = `**Tea that stays warm until the evening.** The double wall keeps twelve hours of heat in, and the lid does not drip.

- Fits every cup holder
- Goes into the dishwasher

Take one along tomorrow.`;
