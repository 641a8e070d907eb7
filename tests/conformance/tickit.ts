/** Tables of the guide's sample database with a few rows of our own, for pages whose examples use it. */
export const TICKIT = {
  sales: [
    `CREATE TABLE sales (salesid INTEGER, listid INTEGER, sellerid INTEGER, buyerid INTEGER, eventid INTEGER, dateid SMALLINT,
       qtysold SMALLINT, pricepaid DECIMAL(8,2), commission DECIMAL(8,2), saletime TIMESTAMP)`,
    `INSERT INTO sales VALUES
       (1, 1, 36861, 21191, 7872, 1875, 4, 728.00, 109.20, '2008-02-18 02:36:48'),
       (2, 4, 8117, 11498, 4337, 1983, 2, 76.00, 11.40, '2008-06-06 05:00:16'),
       (3, 5, 1616, 17433, 8647, 1983, 2, 350.00, 52.50, '2008-06-06 08:26:17'),
       (4, 5, 1616, 19715, 8647, 1986, 1, 175.00, 26.25, '2008-06-09 08:38:52')`,
  ],
  listing: [
    `CREATE TABLE listing (listid INTEGER, sellerid INTEGER, eventid INTEGER, dateid SMALLINT, numtickets SMALLINT,
       priceperticket DECIMAL(8,2), totalprice DECIMAL(8,2), listtime TIMESTAMP)`,
    `INSERT INTO listing VALUES
       (1, 36861, 7872, 1850, 10, 182.00, 1820.00, '2008-01-24 06:43:29'),
       (2, 16002, 4806, 1890, 3, 233.00, 699.00, '2008-03-05 12:25:29'),
       (3, 21461, 4256, 1930, 20, 100.00, 2000.00, '2008-04-14 07:52:09'),
       (4, 8117, 4337, 1970, 8, 38.00, 304.00, '2008-05-24 01:18:37'),
       (5, 1616, 8647, 1963, 4, 175.00, 700.00, '2008-05-17 02:29:11')`,
  ],
  event: [
    "CREATE TABLE event (eventid INTEGER, venueid SMALLINT, catid SMALLINT, dateid SMALLINT, eventname VARCHAR(200), starttime TIMESTAMP)",
    `INSERT INTO event VALUES
       (7872, 1, 9, 1875, 'Mamma Mia!', '2008-06-07 14:00:00'),
       (4337, 2, 6, 1983, 'Wicked', '2008-05-01 19:00:00'),
       (8647, 2, 6, 1983, 'Macbeth', '2008-05-01 19:30:00'),
       (796, 3, 6, 1990, 'Hairspray', '2008-06-12 19:00:00')`,
  ],
  category: [
    "CREATE TABLE category (catid SMALLINT, catgroup VARCHAR(10), catname VARCHAR(10), catdesc VARCHAR(50))",
    `INSERT INTO category VALUES
       (1, 'Sports', 'MLB', 'Major League Baseball'),
       (2, 'Sports', 'NHL', 'National Hockey League'),
       (6, 'Shows', 'Musicals', 'Musical theatre'),
       (9, 'Concerts', 'Pop', 'All rock and pop music concerts'),
       (10, 'Concerts', 'Jazz', 'All jazz singers and bands')`,
  ],
  date: [
    "CREATE TABLE date (dateid SMALLINT, caldate DATE, day CHAR(3), week SMALLINT, month CHAR(5), qtr CHAR(5), year SMALLINT, holiday BOOLEAN)",
    `INSERT INTO date VALUES
       (1875, '2008-02-18', 'MO', 8, 'FEB', '1', 2008, true),
       (1983, '2008-06-05', 'TH', 23, 'JUN', '2', 2008, false),
       (1986, '2008-06-08', 'SU', 23, 'JUN', '2', 2008, false)`,
  ],
  venue: [
    "CREATE TABLE venue (venueid SMALLINT, venuename VARCHAR(100), venuecity VARCHAR(30), venuestate CHAR(2), venueseats INTEGER)",
    `INSERT INTO venue VALUES
       (1, 'Qualcomm Stadium', 'San Diego', 'CA', 70561),
       (2, 'Monster Park', 'San Francisco', 'CA', 69843),
       (3, 'Dodger Stadium', 'Los Angeles', 'CA', 56000),
       (4, 'INVESCO Field', 'Denver', 'CO', 76125),
       (5, 'Coors Field', 'Denver', 'CO', 50445)`,
  ],
  winsales: [
    "CREATE TABLE winsales (salesid INTEGER, dateid DATE, sellerid INTEGER, buyerid CHAR(10), qty INTEGER, qty_shipped INTEGER)",
    `INSERT INTO winsales VALUES
       (30001, '8/2/2003', 3, 'b', 10, 10), (10001, '12/24/2003', 1, 'c', 10, 10), (10005, '12/24/2003', 1, 'a', 30, NULL),
       (40001, '1/9/2004', 4, 'a', 40, NULL), (10006, '1/18/2004', 1, 'c', 10, NULL), (20001, '2/12/2004', 2, 'b', 20, 20),
       (40005, '2/12/2004', 4, 'a', 10, 10), (20002, '2/16/2004', 2, 'c', 20, 20), (30003, '4/18/2004', 3, 'b', 15, NULL),
       (30004, '4/18/2004', 3, 'b', 20, NULL), (30007, '9/7/2004', 3, 'c', 30, NULL)`,
  ],
  employee: [
    "CREATE TABLE employee (id INTEGER, name VARCHAR(20), manager_id INTEGER)",
    `INSERT INTO employee VALUES
       (100, 'Carlos', NULL), (101, 'John', 100), (102, 'Jorge', 101), (103, 'Kwaku', 101), (110, 'Liu', 101), (106, 'Mateo', 102),
       (110, 'Nikki', 103), (104, 'Paulo', 103), (105, 'Richard', 103), (120, 'Saanvi', 104), (200, 'Shirley', 104),
       (201, 'Sofía', 102), (205, 'Zhang', 104)`,
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;
