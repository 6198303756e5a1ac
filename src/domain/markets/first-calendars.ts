/** The dates that policies of these markets carried as a copy in the first release, so that a stored copy is known as one. */
const listed = (dates: string): string[] => dates.split(' ');

export const FIRST_CALENDARS: Readonly<Record<string, { extraHolidays: string[]; workingDays?: string[] }>> = {
  TH: {
    extraHolidays: listed(
      '2026-01-02 2026-05-01 2026-06-01 2026-12-07 2027-02-21 2027-02-22 2027-05-01 2027-05-03 2027-05-20 2027-07-18 2027-07-19 2027-07-20 2027-10-25 2027-12-06',
    ),
  },
  VN: {
    extraHolidays: listed('2026-01-02 2026-04-27 2026-08-31 2026-09-01 2026-11-24 2027-02-10 2027-05-03 2027-11-24'),
    workingDays: listed('2026-01-10 2026-08-22'),
  },
  ID: { extraHolidays: listed('2026-03-22 2026-03-23 2026-03-24 2027-03-11 2027-03-12 2027-03-15 2027-05-17') },
  MY: { extraHolidays: listed('2026-03-20 2026-03-23 2026-06-02 2027-03-11 2027-05-17 2027-05-20 2027-08-16') },
  PH: {
    extraHolidays: listed(
      '2026-02-17 2026-04-04 2026-08-21 2026-11-01 2026-11-02 2026-12-08 2026-12-24 2026-12-31 2027-02-06 2027-03-27 2027-08-21 2027-11-01 2027-11-02 2027-12-08 2027-12-24 2027-12-31',
    ),
  },
  SG: { extraHolidays: listed('2027-03-10 2027-05-17 2027-05-20'), workingDays: listed('2027-03-09') },
};
