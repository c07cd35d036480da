/// Every producer, by feed id. One line a feed.
package enum FeedProducers {
    package static let all: [any FeedProducer] = [
        D02Syrk(),
        D04Sxbzx(),
        D08Xj(),
        D09Gsqy(),
        D10Hmbt(),
        D11Cbry(),
        D12Bdc(),
        D15Bj(),
        D21Lxd(),
        D24Scjt(),
        D32Gd(),
        D34Sk(),
        D40Ysl(),
        D41Rqkh(),
    ]
}
