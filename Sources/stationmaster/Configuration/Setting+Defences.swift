extension Setting {
    static let webhookPrivateAddresses = Setting(
        key: "webhook.allowPrivateAddresses", kind: .boolean(default: false),
        meaning: "Whether webhooks may lead to this machine, private networks and other addresses outside the public Internet, and to ports below 1024 other than 80 and 443.")

    /// The keys about limits that keep strangers from doing harm, in the order of the documentation.
    static let defences: [Setting] = [webhookPrivateAddresses]
}
