/// Every producer, by feed id. One line a feed.
package enum FeedProducers {
    package static let all: [any FeedProducer] = [
        D02Syrk(),
        D08Xj(),
        D21Lxd(),
    ]
}
