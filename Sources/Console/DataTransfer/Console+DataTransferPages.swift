import CentralSystem

extension Console {
    /// Messages of vendors, and whose software answers them.
    static func dataTransferPages(of centralSystem: CentralSystem) -> [any ConsolePage] {
        let dataTransfers = centralSystem.dataTransfers
        return [
            VendorListPage(dataTransfers: dataTransfers),
            NewVendorPage(),
            VendorPage(dataTransfers: dataTransfers),
            EditVendorPage(dataTransfers: dataTransfers),
            VendorRemovalPage(dataTransfers: dataTransfers),
        ]
    }
}
