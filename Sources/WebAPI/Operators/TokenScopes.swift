/// What tokens can be restricted to, for the command line.
package enum TokenScopes {
    package static let all = Tag.scopes
}
