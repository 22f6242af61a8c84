package dev.oncemark.ingest.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oncemark.runtime.InvalidSettingException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.1.2, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "172.16.0.0/12, 172.31.255.255, true",
        "172.16.0.0/12, 172.32.0.0, false",
        "192.0.2.7, 192.0.2.7, true",
        "192.0.2.7, 192.0.2.6, false",
        "192.0.2.7/31, 192.0.2.6, true",
        "192.0.2.128/25, 192.0.2.127, false",
        "0.0.0.0/0, 203.0.113.9, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "2001:db8::/32, 2001:db8:ffff::1, true",
        "2001:db8::/32, 2001:db9::1, false",
        "::1, 0:0:0:0:0:0:0:1, true",
        "10.0.0.0/8, ::ffff:10.1.2.3, true",
        "10.0.0.0/8, localhost, false",
        "10.0.0.0/8, '', false"
    })
    void shouldHaveTheAddressesThatBeginAlike(String range, String address, boolean isIn) {
        assertThat(AddressRange.of("x", range).has(address)).isEqualTo(isIn);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "proxy.example/8",
                "10.0.0.0/33",
                "10.0.0.0/",
                "10.0.0.0/-1",
                "10.0.0/8",
                "::1/129",
                "/8"
            })
    void shouldRefuseWhatIsNoRange(String text) {
        assertThatThrownBy(() -> AddressRange.of("oncemark.http.trusted.proxies", text))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("ONCEMARK_HTTP_TRUSTED_PROXIES");
    }
}
