/** Examples of one kind of text. */
export interface Template {
  /** Words of a system prompt that ask for this kind. */
  asksFor: RegExp;
  subject: string;
  examples: string;
}

export const NEWSLETTER: Template = {
  asksFor: /newsletter/i,
  subject: 'Newsletter',
  examples: `### Newsletter: Our bike shop has new opening hours
Subject: New opening hours for your bike
Preheader: From Monday on we open at seven, before you ride to work

Dear cyclists,

## New opening hours

Our bike shop has new opening hours. From Monday on we open at seven in the morning, so that you can leave your bike before work and fetch it in the evening. On Saturdays we stay until six.

## A quick check for spring

Salt and rain are hard on a chain. We look at brakes, gears and tyres in ten minutes, while you wait, and tell you what can stay and what should be replaced before the first long tour.

Come by before work next week and have your brakes checked for free.

See you soon,
Your bike shop

`,
};

export const POST: Template = {
  asksFor: /complete blog post/i,
  subject: 'Blog article',
  examples: `### Blog article: How to sleep better
# How to Sleep Better

Good sleep is not luck. A few habits in the evening and a quiet room make most of the difference, and none of them costs much. This post goes through three of them, with what you can change tonight and what needs a little more time to work.

## Keep the same hours

Your body likes a rhythm. Go to bed and get up at the same time, at weekends too, and after two weeks you will fall asleep without trying. The hour in the morning matters more than the one at night, because light sets your inner clock.

If your days are irregular, begin with the morning alone. Set one alarm, put it on the other side of the room and open the curtains at once. Naps are fine as long as they are short and end before the middle of the afternoon.

## Make the bedroom dark and cool

A bedroom should be a place where nothing happens. Close the curtains, cover the lights of chargers and leave the window open if the street is quiet. Eighteen degrees feel cold at first, and are what most people sleep best in.

Keep the phone in another room. It is the light, but above all it is the wish to look once more. A plain alarm clock costs less than one bad night, and a book on paper makes you tired instead of curious.

## Watch what you drink

Coffee works for longer than it feels. Have the last cup after lunch, and count black tea and cola as well. Alcohol helps you to fall asleep and takes the second half of the night in return.

Drink enough during the day and little in the last two hours, so that you do not have to get up. A warm cup of herbal tea is a good sign to yourself that the evening has begun.

## Conclusion

Begin with one of these habits tonight, and add the next one when it has become easy. Keep the same hours first, since the others build on it. Write down for two weeks how you slept, and you will see what helps you most.

`,
};
