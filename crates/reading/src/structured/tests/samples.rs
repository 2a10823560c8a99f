//! Mails of suppliers that do not exist.

pub(super) const ORDER: &str = r##"{
  "@context": "http://schema.org", "@type": "Order",
  "merchant": {"@type": "Organization", "name": "Lampenhaus Osterloh",
    "url": "https://lampenhaus.example", "telephone": "+49 30 5550100"},
  "orderNumber": "LO-88213", "priceCurrency": "EUR", "price": "1.249,90 €",
  "orderStatus": "http://schema.org/OrderProcessing", "orderDate": "2026-03-02T23:10:00+01:00",
  "customer": {"@type": "Person", "name": "Kim", "identifier": "K-4410"},
  "discount": "-20.00", "tax": 199.56,
  "priceSpecification": {"@type": "DeliveryChargeSpecification", "price": "4.90", "priceCurrency": "EUR"},
  "acceptedOffer": [
    {"@type": "Offer", "itemOffered": {"@type": "Product", "name": "Pendant lamp &quot;Mond&quot;",
      "gtin13": "4006381333931", "serialNumber": "MN 77-1"},
      "price": 619.95, "eligibleQuantity": {"@type": "QuantitativeValue", "value": 2}},
    {"@type": "Offer", "itemOffered": {"@type": "Product", "name": "Bulb E27"}, "price": "9.99"}
  ]}"##;

pub(super) const PARCEL: &str = r#"{
  "@context": "https://schema.org/", "@type": "ParcelDelivery",
  "trackingNumber": "00340433 1612", "carrier": {"@type": "Organization", "name": "Botenpost"},
  "expectedArrivalFrom": "2026-03-05", "expectedArrivalUntil": "2026-03-07T12:00:00Z",
  "itemShipped": {"@type": "Product", "name": "Pendant lamp"},
  "partOfOrder": {"@type": "Order", "orderNumber": "LO-88213",
    "orderStatus": "OrderInTransit",
    "merchant": {"@type": "Organization", "name": "Lampenhaus Osterloh"}}}"#;

pub(super) const INVOICE: &str = r#"{
  "@context": "http://schema.org/", "@type": "Invoice", "accountId": "8800-12",
  "confirmationNumber": "R-2026-113",
  "minimumPaymentDue": {"@type": "PriceSpecification", "price": "$20.00"},
  "totalPaymentDue": {"@type": "PriceSpecification", "price": "$70.00"},
  "paymentDue": "2026-04-15", "billingPeriod": "2026-02-01/2026-02-28",
  "paymentStatus": "http://schema.org/PaymentDue",
  "provider": {"@type": "Organization", "name": "Hillside Water"}}"#;

pub(super) const FLIGHT: &str = r#"[{
  "@context": "http://schema.org", "@type": "FlightReservation", "reservationNumber": "QX7PLM",
  "reservationStatus": "http://schema.org/Confirmed", "underName": {"@type": "Person", "name": "Kim"},
  "reservationFor": {"@type": "Flight", "flightNumber": "412",
    "airline": {"@type": "Airline", "name": "Nordwind Air", "iataCode": "N7"},
    "departureAirport": {"@type": "Airport", "iataCode": "HAM"},
    "departureTime": "2026-06-30T23:30:00+02:00",
    "arrivalAirport": {"@type": "Airport", "iataCode": "LIS"},
    "arrivalTime": "2026-07-01T01:45:00+01:00"}}]"#;

pub(super) const ORDER_MICRODATA: &str = r#"<div itemscope itemtype="http://schema.org/Order">
  <div itemprop="merchant" itemscope itemtype="http://schema.org/Organization">
    <meta itemprop="name" content="Brass &amp; Bell"/>
    <link itemprop="url" href="https://brassbell.example/"/></div>
  <p>Order <b itemprop="orderNumber">BB&#45;9 41</b> from
  <time itemprop="orderDate" datetime="2026-05-04">4 May</time>
  <link itemprop="orderStatus" href="http://schema.org/OrderDelivered"/>
  <div itemprop="acceptedOffer" itemscope itemtype="http://schema.org/Offer">
    <div itemprop="itemOffered" itemscope itemtype="http://schema.org/Product">
      <span itemprop="name">Door <i>bell</i><br>brass</span></div>
    <meta itemprop="price" content="34.50"/><meta itemprop="priceCurrency" content="GBP"/>
    <div itemprop="eligibleQuantity" itemscope itemtype="http://schema.org/QuantitativeValue">
      <meta itemprop="value" content="3"/></div></div>
  <span itemprop="price">£103.50</span>
</div><p>Bye</p>"#;

pub(super) const VISIT: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\n\
UID:visit-77@kesselwerk.example\r\nDTSTAMP:20260301T080000Z\r\nDTSTART:20260312T233000Z\r\n\
DTEND:20260313T003000Z\r\nSUMMARY:Boiler service\r\nLOCATION:Gartenweg 12\\, Celle\r\n\
ORGANIZER;CN=Kesselwerk Nord:mailto:termin@kesselwerk.example\r\nSEQUENCE:0\r\n\
BEGIN:VALARM\r\nTRIGGER:-PT1H\r\nACTION:DISPLAY\r\nEND:VALARM\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

pub(super) const CARD: &str = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ada Holm\r\n\
ORG:Holm Roofing;Sales\r\nTEL;TYPE=WORK:+44 20 5550 0199\r\nEMAIL:ada@holm.example\r\n\
URL:https://holm.example\r\nEND:VCARD\r\n";

pub(super) const RESULTS: &str = "mx.home.example 1; dkim=pass (2048-bit key; x=\"y;z\") \
header.d=Shop.Example header.s=k1; spf=fail smtp.mailfrom=\"bounce\"@mail.shop.example; \
dmarc=pass (p=REJECT (nested; comment)) header.from=shop.example";
