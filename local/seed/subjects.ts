/** A subject of the seeded texts: a product, a post and a picture. */
export interface Subject {
  /** The product's name. */
  name: string;
  /** What it is, as a phrase after "a". */
  what: string;
  /** Its benefits, in whole sentences. */
  benefits: [string, string, string];
  /** The post's title and its reason. */
  post: string;
  why: string;
  /** Its sections: a heading and two points each. */
  sections: [string, string, string][];
  /** What the picture shows, and the caption's other parts. */
  moment: string;
  question: string;
  emoji: string;
  tags: string[];
}

export const SUBJECTS: Subject[] = [
  {
    name: 'Calm Spout',
    what: 'stoneware teapot that does not drip',
    benefits: [
      'The spout ends in a fine edge, so the last drop stays in the pot.',
      'Its lid locks with a quarter turn and does not fall when you pour the last cup.',
      'Thick walls keep four cups warm through a long conversation.',
    ],
    post: 'Loose leaf tea without the fuss',
    why: 'Good tea needs no ceremony, only leaves, water and a little patience.',
    sections: [
      [
        'Choose leaves that forgive',
        'Start with oolong or a light black tea',
        'Buy little, and buy it often',
      ],
      ['Mind the water', 'Green tea wants 70 °C, black tea a full boil', 'Soft water tastes of less'],
      ['Give the leaves room', 'A pot beats a ball', 'One spoon for each cup is enough'],
      ['Stop in time', 'Taste after two minutes', 'Pour the pot out to the end'],
      ['Brew them again', 'Oolong is best at the second time', 'Add a minute for each round'],
    ],
    moment: 'Rain on the window, a full pot on the table and nowhere to be.',
    question: 'What is in your cup today?',
    emoji: '🍵',
    tags: ['teatime', 'slowmorning', 'looseleaf'],
  },
  {
    name: 'Railing Garden',
    what: 'planter that hangs over a balcony rail',
    benefits: [
      'It holds 12 litres of soil, which is enough for tomatoes.',
      'A reservoir beneath waters the roots for five days while you are away.',
      'Two screws fit it to rails from 3 to 9 cm, without a drill.',
    ],
    post: 'A vegetable garden on four square metres',
    why: 'A balcony feeds no family, but it can fill a salad bowl from May to October.',
    sections: [
      ['Count your hours of sun', 'Six hours make tomatoes', 'Three still make lettuce and mint'],
      ['Weigh it before you fill it', 'Wet soil weighs more than it looks', 'Put heavy pots by the wall'],
      ['Begin with five plants', 'Radishes are ready in four weeks', 'Chard goes on until frost'],
      ['Water in the morning', 'Leaves dry before the night', 'A finger in the soil knows more than a plan'],
      ['Feed what you harvest', 'Compost in spring', 'A little liquid feed every two weeks'],
      ['Sow again in August', 'Spinach likes the cool', 'Pots are free by then'],
    ],
    moment: 'First tomato of the year, warm from the sun and gone before it reached the kitchen.',
    question: 'What grows at your window?',
    emoji: '🍅',
    tags: ['balconygarden', 'growyourown', 'urbanjungle'],
  },
  {
    name: 'Early Bird',
    what: 'bicycle light that charges while you ride',
    benefits: [
      'A hub of 300 grams makes its own power, so there is no battery to forget.',
      'The beam is cut off at the top: it shows the road and blinds nobody.',
      'It shines on for four minutes at a red light.',
    ],
    post: 'How to ride to work all winter',
    why: 'Most people stop in November. With three changes you may not want to.',
    sections: [
      [
        'See and be seen',
        'Two lights in front are better than one bright one',
        'Reflecting ankles catch the eye',
      ],
      ['Dress for minute ten', 'If you are warm at the door you wear too much', 'Hands and ears first'],
      ['Change the tyres', 'Wider ones with less air grip', 'Studs pay off on ice alone'],
      ['Care for the chain', 'Salt eats it within weeks', 'Wipe it on Fridays'],
      ['Know when to take the bus', 'Black ice is no matter of courage', 'One day off is not giving up'],
    ],
    moment: 'Six in the morning, minus two, and the whole street to ourselves.',
    question: 'Do you ride through the winter?',
    emoji: '🚲',
    tags: ['bikecommute', 'winterriding', 'citylife'],
  },
  {
    name: 'Slow Loaf',
    what: 'lidded pan of cast iron for bread',
    benefits: [
      'It keeps the steam in, and so the crust opens like a baker’s.',
      'The shallow half is the base: no hands deep in a hot pot.',
      'It goes from the oven to the hob, and bakes cornbread as well.',
    ],
    post: 'Your first sourdough, told honestly',
    why: 'It takes two days and twenty minutes of work, and the first loaf will be flat.',
    sections: [
      ['Raise a starter', 'Flour, water and seven days', 'It is ready when it doubles in six hours'],
      ['Weigh everything', 'Cups lie', 'Begin with 70 percent water'],
      ['Let time knead', 'Four folds in two hours', 'Stop when the dough holds its shape'],
      ['Sleep on it', 'A night in the fridge makes flavour', 'Cold dough is easier to cut'],
      ['Bake it dark', 'Twenty minutes under the lid', 'Then until it looks too brown'],
    ],
    moment: 'Two days of waiting, and then that crackle as it cools.',
    question: 'Butter first, or straight from the board?',
    emoji: '🍞',
    tags: ['sourdough', 'homebaking', 'breadtime'],
  },
  {
    name: 'Night Shelf',
    what: 'bedside lamp with a shelf for one book',
    benefits: [
      'Its light turns from white to amber within the hour before you sleep.',
      'Lay the open book on it, and it goes out.',
      'It takes a common bulb: nothing in it has to be thrown away whole.',
    ],
    post: 'Reading more when you have no time',
    why: 'Nobody finds an hour. Ten minutes, twice a day, are eighteen books a year.',
    sections: [
      ['Put the book where the phone was', 'On the pillow, not on the shelf', 'Charge the phone in the hall'],
      ['Read two at a time', 'One for the morning and one for the night', 'They must not be alike'],
      ['Give up without guilt', 'Fifty pages are a fair trial', 'Pass it on to somebody'],
      ['Keep a line of each', 'One sentence in a notebook', 'You will remember the rest'],
      ['Borrow', 'A date to return it helps', 'Librarians know what you will like'],
    ],
    moment: 'Just one more chapter, said at eleven, at midnight and at one.',
    question: 'Which book kept you up last?',
    emoji: '📚',
    tags: ['bookstagram', 'nightreading', 'onemorechapter'],
  },
  {
    name: 'Trail Cup',
    what: 'folding cup of steel for the top pocket',
    benefits: [
      'It folds to the height of a thumb and weighs 68 grams.',
      'A rim of silicone keeps lips from hot metal.',
      'It has no hinge that can rust, and is guaranteed for ten years.',
    ],
    post: 'A first night outdoors with children',
    why: 'Not far, not long, and with marshmallows: that is how they ask for a second night.',
    sections: [
      ['Try it in the garden', 'They learn the zip', 'You learn who sleeps and who talks'],
      ['Stay within a mile of the car', 'The walk is the adventure', 'And the way back is short'],
      ['Pack the warm things twice', 'Wet socks end every trip', 'Hats are for the night too'],
      ['Let them carry something', 'A torch of their own', 'Their own cup'],
      ['Plan for dusk', 'Tent first, then fire', 'Stories after the stars come out'],
    ],
    moment: 'No signal up here. Best connection in weeks.',
    question: 'Where do you go to be out of reach?',
    emoji: '🏕️',
    tags: ['campinglife', 'outdoorkids', 'unplugged'],
  },
  {
    name: 'Second Summer',
    what: 'repair kit for knitwear, with wool in twelve colours',
    benefits: [
      'The needles are blunt, so they part the stitches and do not split them.',
      'A card for each kind of hole shows the way stitch by stitch.',
      'The wool is plant-dyed, and holds its colour at 30 °C.',
    ],
    post: 'Mend it so that it shows',
    why: 'A hole is the end of a jumper only if we pretend that it was never there.',
    sections: [
      ['Stop the hole', 'Catch the open stitches first', 'A safety pin will do for the day'],
      ['Choose a colour that argues', 'Mustard on navy', 'Match the weight, not the shade'],
      ['Weave a small square', 'Go well beyond the hole', 'Keep the tension loose'],
      ['Wash it by hand', 'The wool settles', 'Dry it flat'],
      ['Show it to somebody', 'Every mend has a story', 'Teach one person'],
    ],
    moment: 'Grandfather’s jumper, third elbow, first time in yellow.',
    question: 'What have you mended this year?',
    emoji: '🧶',
    tags: ['visiblemending', 'slowfashion', 'repairdontreplace'],
  },
  {
    name: 'Corner Desk 60',
    what: 'standing desk that fits a corner of 60 cm',
    benefits: [
      'It rises by hand with a gas spring: no cable and no motor.',
      'A groove in the back takes a laptop, a pad and a cup of pens.',
      'Closed, it is a shelf of 18 cm.',
    ],
    post: 'Working from a small flat',
    why: 'Without a study you need a beginning and an end more than you need a room.',
    sections: [
      ['Give work one place', 'Never the bed', 'A corner is enough if it is always the same'],
      ['Begin with a walk', 'Round the block and back', 'It is a commute of eight minutes'],
      ['Borrow the light', 'Sit beside the window, not before it', 'A warm lamp from four o’clock'],
      ['Talk about noise', 'Agree on the hours of calls', 'Headphones are a door'],
      ['Close the day', 'Write tomorrow’s first line', 'Put the laptop where you do not see it'],
      ['Leave the house', 'Once a day, for nothing', 'Fridays with somebody'],
    ],
    moment: 'Commute this morning: eleven steps, one cat in the way.',
    question: 'Show us your corner!',
    emoji: '💻',
    tags: ['workfromhome', 'smallspaces', 'deskgoals'],
  },
  {
    name: 'Harbour Soap',
    what: 'bar of soap made of olive oil and sea salt',
    benefits: [
      'It washes hair, hands and shirts, in fresh water and in the sea.',
      'A bar lasts for two months and leaves no bottle behind.',
      'There are four things in it, and you know all of them.',
    ],
    post: 'A bathroom with half the bottles',
    why: 'Count them once. Most of what stands around your tub is water in plastic.',
    sections: [
      ['Finish what is there', 'Throwing away saves nothing', 'Empty bottles are good for travelling'],
      ['Change one thing a month', 'Hand soap is the easiest', 'Shampoo takes two weeks of patience'],
      ['Keep bars dry', 'A dish with a drain', 'Two bars in turn last longer'],
      ['Refill what must be liquid', 'Find the shop near you', 'Glass is heavy: decant at home'],
      ['Know where to stop', 'Sunscreen stays as it is', 'So does what a doctor gave you'],
    ],
    moment: 'Salt on the skin, sand in the towel, one small bar in the bag.',
    question: 'Beach or lake this weekend?',
    emoji: '🌊',
    tags: ['plasticfree', 'oceanlove', 'simpleliving'],
  },
  {
    name: 'Sunday Press',
    what: 'hand press for flowers, letters and small prints',
    benefits: [
      'Its beech plates press evenly up to the edge of an A5 sheet.',
      'The same press prints from lino: one tool, two crafts.',
      'Every screw is a standard one, so it can be repaired.',
    ],
    post: 'Print your own cards in an afternoon',
    why: 'A card from your own kitchen table is kept for years, crooked edge and all.',
    sections: [
      ['Draw less', 'Three leaves are a picture', 'Words have to be cut in mirror writing'],
      ['Cut away from yourself', 'Warm lino cuts like butter', 'Turn the plate and not the blade'],
      ['Ink thinly', 'Listen for the hiss of the roller', 'Two thin coats beat a thick one'],
      ['Print a bad one first', 'On newspaper', 'Then correct the plate'],
      ['Let it dry for a night', 'On a line with pegs', 'Sign them with a pencil'],
    ],
    moment: 'Ink on the table, ink on the cat, eleven cards on the line.',
    question: 'Who would you send the first one to?',
    emoji: '🎨',
    tags: ['linocut', 'handprinted', 'makersgonnamake'],
  },
];
