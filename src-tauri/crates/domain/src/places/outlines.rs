//! Outlines of the nine counties for the schematic map (示意图): no basemap, no border of a country.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::law::{BadRef, RefFile, Why};

/// Longitude and latitude, CGCS2000.
type Point = [f64; 2];

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Outline {
    /// Six digits of GB/T 2260.
    pub code: String,
    pub name: String,
    /// Where its name stands.
    pub label: Point,
    /// Polygons, each an outer ring and holes.
    pub polygons: Vec<Vec<Vec<Point>>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct Outlines {
    pub counties: Vec<Outline>,
    /// West, south, east, north of them all.
    pub bounds: [f64; 4],
    /// Shown under the map.
    pub source: String,
}

#[derive(Deserialize)]
struct GeoJson {
    features: Vec<Feature>,
}

#[derive(Deserialize)]
struct Feature {
    properties: Properties,
    geometry: Geometry,
}

#[derive(Deserialize)]
struct Properties {
    code: String,
    name: String,
    label: Point,
}

#[derive(Deserialize)]
#[serde(tag = "type", content = "coordinates")]
enum Geometry {
    Polygon(Vec<Vec<Point>>),
    MultiPolygon(Vec<Vec<Vec<Point>>>),
}

impl Outlines {
    pub(super) fn read(file: &RefFile) -> Result<Self, BadRef> {
        let unreadable =
            |e: serde_json::Error| file.bad(e.line() as u64, "", Why::Unreadable { detail: e.to_string() });
        let json: GeoJson = serde_json::from_str(file.body()).map_err(unreadable)?;
        let counties: Vec<Outline> = json.features.into_iter().map(Feature::outline).collect();
        if counties.iter().any(|c| c.polygons.iter().flatten().any(|ring| ring.len() < 4)) {
            return Err(file.bad(0, "coordinates", Why::Incomplete));
        }
        let bounds = bounds(&counties).ok_or_else(|| file.bad(0, "features", Why::Incomplete))?;
        Ok(Self { counties, bounds, source: file.source.clone() })
    }
}

impl Feature {
    fn outline(self) -> Outline {
        let polygons = match self.geometry {
            Geometry::Polygon(polygon) => vec![polygon],
            Geometry::MultiPolygon(polygons) => polygons,
        };
        Outline {
            code: self.properties.code,
            name: self.properties.name,
            label: self.properties.label,
            polygons,
        }
    }
}

fn bounds(counties: &[Outline]) -> Option<[f64; 4]> {
    let points = counties.iter().flat_map(|c| c.polygons.iter().flatten().flatten());
    points.fold(None, |bounds, [lon, lat]| {
        let [w, s, e, n] = bounds.unwrap_or([*lon, *lat, *lon, *lat]);
        Some([w.min(*lon), s.min(*lat), e.max(*lon), n.max(*lat)])
    })
}
